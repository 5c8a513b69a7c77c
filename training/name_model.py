"""The tagger of names: an encoder, a score of each tag for each word, and a judge of pairs of names."""

from __future__ import annotations

from pathlib import Path

import torch
from model import Encoder, Words, bert_encoder
from teacher import teacher_encoder
from torch import Tensor, nn
from transformers import AutoConfig, BertConfig, BertModel

from onrecord.reading.names.tagger import LIKENESSES, LISTS, TAGGER_TYPES, TAGS

MENTION = 128
DROPOUT = 0.1
STYLES = ("own", "gold")
"""Whose habits a list follows: our guide's, or the gold's."""


class NameTagger(nn.Module):
    """An encoder told of each word what rules and lists say of it, twice: before its layers and after them."""

    def __init__(self, encoder: Encoder, dropout: float = DROPOUT) -> None:
        super().__init__()
        size = encoder.bert.config.hidden_size
        self.encoder = encoder
        self.tagged = nn.Embedding(TAGGER_TYPES, size)
        self.ruled = nn.Embedding(TAGS, size)
        self.listed = nn.Linear(LISTS, size, bias=False)
        for layer in (self.tagged, self.ruled, self.listed):
            nn.init.zeros_(layer.weight)
        self.late = nn.Embedding(TAGS, size)
        self.style = nn.Embedding(len(STYLES), size)
        nn.init.zeros_(self.style.weight)
        self.norm = nn.LayerNorm(size)
        self.tag = nn.Sequential(
            nn.Dropout(dropout), nn.Linear(size, 192), nn.GELU(), nn.Dropout(dropout), nn.Linear(192, TAGS)
        )
        self.mention = nn.Sequential(nn.Linear(2 * size, MENTION), nn.GELU())
        self.pair = nn.Sequential(
            nn.Dropout(dropout), nn.Linear(3 * MENTION + LIKENESSES, 96), nn.GELU(), nn.Linear(96, 1)
        )

    def forward(
        self, pieces: Tensor, mask: Tensor, heads: Tensor, traits: Tensor, hints: Tensor, style: Tensor
    ) -> tuple[Tensor, Tensor]:
        """(B, P), (B, P), (B, N), (B, N, 6), (B, N, 2 + LISTS), (B,) -> (B, N, TAGS) and vectors (B, N, H)."""
        words = Words(heads, traits, traits, heads[:, 0], heads > 0)
        told = self.tagged(hints[..., 0]) + self.ruled(hints[..., 1]) + self.listed(hints[..., 2:].float())
        hidden = self.encoder.below(pieces, mask)
        index = heads.unsqueeze(-1).expand(-1, -1, hidden.shape[-1])
        hidden = hidden.scatter_add(1, index, (told * words.mask.unsqueeze(-1)).to(hidden.dtype))
        hidden = self.encoder.above(hidden, mask, words)
        hidden = torch.gather(hidden, 1, index) + self.late(hints[..., 1])
        vectors = self.norm(hidden + self.style(style).unsqueeze(1))
        return self.tag(vectors), vectors

    def judge(self, vectors: Tensor, windows: Tensor, pairs: Tensor, likes: Tensor) -> Tensor:
        """(B, N, H), (M,), (M, 4), (M, LIKENESSES) -> (M,): how likely both names are one entity's, as logits."""
        one = self.mention(torch.cat((vectors[windows, pairs[:, 0]], vectors[windows, pairs[:, 1]]), -1))
        other = self.mention(torch.cat((vectors[windows, pairs[:, 2]], vectors[windows, pairs[:, 3]]), -1))
        return self.pair(torch.cat((one, other, one * other, likes), -1)).squeeze(-1)


def base_tagger(folder: Path) -> NameTagger:
    """The tagger on a base encoder's weights, MiniLM's or the teacher's, on the default device."""
    device = torch.get_default_device()
    with torch.device("cpu"):
        if AutoConfig.from_pretrained(folder).model_type == "mpnet":
            return NameTagger(teacher_encoder(folder)).to(device)
        tagger = NameTagger(bert_encoder(BertConfig.from_pretrained(folder), 0, DROPOUT))
        tagger.encoder.bert.load_state_dict(BertModel.from_pretrained(folder, add_pooling_layer=False).state_dict())
        return tagger.to(device)
