"""The attribution reader: an encoder, a tagger of cues, and for every cue a tagger of its source and content."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers import BertConfig, BertModel, PreTrainedModel

from onrecord.language.syntax import FARTHEST, PARTS, RELATIONS, STRANGER
from onrecord.language.windows import SHAPES

ROLES = 5
CUE_TAGS = 3
DISTANCES = 24
"""Buckets on each side of the cue."""
PAIR = 96


@dataclass(frozen=True, slots=True)
class Words:
    """What is known of the words of a batch beside their pieces; (B, N, ...), padded. `mask` (B, N)."""

    heads: Tensor
    traits: Tensor
    places: Tensor
    style: Tensor
    mask: Tensor


class Encoder(nn.Module):
    """Layers of a base model, parted in what stays as it is and what learns; traits of words enter between."""

    def __init__(self, bert: PreTrainedModel, frozen: int) -> None:
        super().__init__()
        self.bert = bert
        self.frozen = frozen
        size = bert.config.hidden_size
        self.shape = nn.Embedding(SHAPES, size)
        self.flags = nn.Linear(3, size, bias=False)
        self.part = nn.Embedding(PARTS, size)
        self.relation = nn.Embedding(RELATIONS, size)
        for layer in (self.shape, self.flags, self.part, self.relation):
            nn.init.zeros_(layer.weight)

    def below(self, pieces: Tensor, mask: Tensor) -> Tensor:
        """(B, P) -> (B, P, H): the layers that stay as they are."""
        hidden = self.bert.embeddings(input_ids=pieces)
        return self._layers(hidden, mask, 0, self.frozen)

    def above(self, hidden: Tensor, mask: Tensor, words: Words) -> Tensor:
        """(B, P, H) -> (B, P, H): the traits of words, and the layers that learn."""
        traits = self.shape(words.traits[..., 0]) + self.flags(words.traits[..., 1:4].to(hidden.dtype))
        traits = traits + self.part(words.traits[..., 4]) + self.relation(words.traits[..., 5])
        traits = traits * words.mask.unsqueeze(-1)
        index = words.heads.unsqueeze(-1).expand_as(traits)
        hidden = hidden.scatter_add(1, index, traits.to(hidden.dtype))
        return self._layers(hidden, mask, self.frozen, len(self.bert.encoder.layer))

    def _layers(self, hidden: Tensor, mask: Tensor, first: int, last: int) -> Tensor:
        blocked = torch.zeros(mask.shape, dtype=hidden.dtype, device=hidden.device)
        blocked = blocked.masked_fill(~mask, -10000.0)[:, None, None, :]
        for layer in list(self.bert.encoder.layer)[first:last]:
            hidden = layer(hidden, attention_mask=blocked)
            hidden = hidden[0] if isinstance(hidden, tuple) else hidden
        return hidden


def bert_encoder(config: BertConfig, frozen: int, dropout: float) -> Encoder:
    """MiniLM, its weights as they begin."""
    config._attn_implementation = "sdpa"  # noqa: SLF001 - transformers has no public switch after loading
    config.hidden_dropout_prob = dropout
    config.attention_probs_dropout_prob = 0.0  # with it the fused attention of CPUs is lost: a third more time
    return Encoder(BertModel(config, add_pooling_layer=False), frozen)


class Mixing(nn.Module):
    """Lets the words of one cue's row see their neighbours: a depth-wise convolution and a feed-forward layer."""

    def __init__(self, dilation: int, dropout: float) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(PAIR)
        self.near = nn.Conv1d(PAIR, PAIR, 5, padding=2 * dilation, dilation=dilation, groups=PAIR)
        self.out = nn.Sequential(nn.Linear(PAIR, PAIR), nn.GELU(), nn.Dropout(dropout), nn.Linear(PAIR, PAIR))

    def forward(self, pairs: Tensor, mask: Tensor) -> Tensor:
        """(C, N, D) -> (C, N, D)."""
        inner = self.norm(pairs) * mask.unsqueeze(-1)
        return pairs + self.out(self.near(inner.transpose(1, 2)).transpose(1, 2))


class Reader(nn.Module):
    """The whole model."""

    def __init__(self, config: BertConfig, frozen: int, styles: int, dropout: float = 0.1) -> None:
        super().__init__()
        size = config.hidden_size
        self.encoder = bert_encoder(config, frozen, dropout)
        self.style = nn.Embedding(styles, size)
        nn.init.zeros_(self.style.weight)
        self.norm = nn.LayerNorm(size)
        self.dropout = nn.Dropout(dropout)
        self.cue = nn.Sequential(nn.Linear(size, 192), nn.GELU(), nn.Dropout(dropout), nn.Linear(192, CUE_TAGS))
        self.word = nn.Linear(size, PAIR)
        self.gate = nn.Linear(size, PAIR)
        self.cue_ends = nn.Linear(2 * size, 2 * PAIR)
        self.distance = nn.Embedding(2 * DISTANCES + 1, PAIR)
        self.apart = nn.Embedding(3 * 7, PAIR)
        self.steps = nn.Embedding((STRANGER + 1) * (FARTHEST + 1), PAIR)
        self.branch = nn.Embedding((STRANGER + 1) * RELATIONS, PAIR)
        self.cue_branch = nn.Embedding(RELATIONS, PAIR)
        for table in (self.distance, self.apart, self.steps, self.branch, self.cue_branch):
            nn.init.normal_(table.weight, std=0.2)  # rare ones hardly move from where they begin
        self.mixing = nn.ModuleList([Mixing(1, dropout), Mixing(3, dropout)])
        self.role = nn.Sequential(nn.LayerNorm(PAIR), nn.Linear(PAIR, ROLES))

    def encode(self, hidden: Tensor, mask: Tensor, words: Words) -> Tensor:
        """(B, P, H) from `Encoder.below` -> (B, N, H), one vector a word."""
        hidden = self.encoder.above(hidden, mask, words)
        heads = words.heads.unsqueeze(-1).expand(-1, -1, hidden.shape[-1])
        return self.dropout(self.norm(torch.gather(hidden, 1, heads) + self.style(words.style).unsqueeze(1)))

    def cues(self, vectors: Tensor) -> Tensor:
        """(B, N, H) -> (B, N, 3)."""
        return self.cue(vectors)

    def roles(self, vectors: Tensor, words: Words, cues: Tensor, kin: Tensor) -> Tensor:
        """`cues` int64 (C, 3): window, first and last word; `kin` int64 (C, N, 4) -> (C, N, 5)."""
        window, first, last = cues.unbind(1)
        ends = self.cue_ends(torch.cat((vectors[window, first], vectors[window, last]), -1))
        shift, scale = ends.unsqueeze(1).chunk(2, -1)
        pairs = self.word(vectors)[window] + shift + self.gate(vectors)[window] * scale
        pairs = pairs + self.distance(distances(words.mask.shape[1], first, last))
        pairs = functional.gelu(pairs + self._apart(words.places, window, first) + self._related(kin))
        mask = words.mask[window]
        for mixing in self.mixing:
            pairs = mixing(pairs, mask)
        return self.role(pairs)

    def _apart(self, places: Tensor, window: Tensor, first: Tensor) -> Tensor:
        """How many sentences and paragraphs lie between cue and word; whether in the same quotation, or in one."""
        here = places[window]
        cue = places[window, first].unsqueeze(1)
        away = (here[..., :2] - cue[..., :2]).clamp(-3, 3) + 3
        same = (here[..., 2] == cue[..., 2]).long() + 2 * (here[..., 2] >= 0).long() + 14
        return self.apart(away[..., 0]) + self.apart(away[..., 1] + 7) + self.apart(same)

    def _related(self, kin: Tensor) -> Tensor:
        """What the tree says of each pair of cue and word; see `onrecord.language.syntax.Syntax.kinship`."""
        up, down, branch, cue_branch = kin.unbind(-1)
        return (
            self.steps(up * (FARTHEST + 1) + down) + self.branch(up * RELATIONS + branch) + self.cue_branch(cue_branch)
        )


def distances(length: int, first: Tensor, last: Tensor) -> Tensor:
    """Int64 (C, N): buckets of how many words lie between a word and its cue; exact up to 8, then coarser."""
    return apart(first, last, torch.arange(length, device=first.device))


def apart(first: Tensor, last: Tensor, at: Tensor) -> Tensor:
    """Int64 (C, M): the same of the words at the places `at` (M,)."""
    before = (first.unsqueeze(1) - at).clamp(min=0)
    after = (at - last.unsqueeze(1)).clamp(min=0)
    return DISTANCES + _bucket(after) - _bucket(before)


def _bucket(count: Tensor) -> Tensor:
    coarse = 8 + (torch.log2(count.clamp(min=8).float() / 8) * 4).long()
    return torch.where(count <= 8, count, coarse).clamp(max=DISTANCES)
