"""The reader of statements: an encoder, scores of types for each word, and of roles for the words around a trigger."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import torch
from model import DISTANCES, Encoder, Words, apart, bert_encoder
from torch import Tensor, nn
from torch.nn import functional
from transformers import BertConfig, BertModel

from onrecord.language.syntax import FARTHEST, RELATIONS, STRANGER
from onrecord.reading.statements.scene import HINTS, KINDS, ROLES, STATED
from onrecord.records import EntityType

PAIR = 128
DROPOUT = 0.15
STYLES = ("gold", "own")
"""Whose habits: the gold's, or those of the lists of our own texts, which are finer."""
MARKS = (2, 5, 4, 2)
"""Polarity, modality, phase, side."""


class StatementReader(nn.Module):
    """Told of each word which entity it heads and what rules read on it, before the layers and after them."""

    def __init__(self, encoder: Encoder, dropout: float = DROPOUT) -> None:
        super().__init__()
        size = encoder.bert.config.hidden_size
        self.encoder = encoder
        self.entity = nn.Embedding(1 + len(get_args(EntityType)), size)
        self.ruled = nn.Linear(HINTS - 1, size, bias=False)
        self.late = nn.Linear(HINTS - 1, size, bias=False)
        self.style = nn.Embedding(len(STYLES), size)
        for layer in (self.entity, self.ruled, self.late, self.style):
            nn.init.zeros_(layer.weight)
        self.norm = nn.LayerNorm(size)
        self.types = nn.Sequential(
            nn.Dropout(dropout), nn.Linear(size, 256), nn.GELU(), nn.Dropout(dropout), nn.Linear(256, len(STATED))
        )
        nn.init.constant_(self.types[-1].bias, -4.0)  # most words state nothing
        self.kind = nn.Embedding(len(STATED), PAIR)
        self.trigger = nn.Linear(size, 2 * PAIR)
        self.mark = nn.Sequential(nn.Dropout(dropout), nn.Linear(size, 128), nn.GELU())
        self.polarity, self.modality = (nn.Embedding(size, 32) for size in MARKS[:2])
        self.mark_out = nn.Linear(128 + PAIR + 32, sum(MARKS))
        self.word = nn.Linear(size, PAIR)
        self.gate = nn.Linear(size, PAIR)
        self.filler = nn.Embedding(len(KINDS), PAIR)
        self.filler_entity = nn.Embedding(1 + len(get_args(EntityType)), PAIR)
        self.told = nn.Embedding(len(ROLES), PAIR)
        self.distance = nn.Embedding(2 * DISTANCES + 1, PAIR)
        self.steps = nn.Embedding((STRANGER + 1) * (FARTHEST + 1), PAIR)
        self.branch = nn.Embedding((STRANGER + 1) * RELATIONS, PAIR)
        self.trigger_branch = nn.Embedding(RELATIONS, PAIR)
        for table in (self.kind, self.told, self.distance, self.steps, self.branch, self.trigger_branch):
            nn.init.normal_(table.weight, std=0.2)
        self.role = nn.Sequential(
            nn.LayerNorm(PAIR), nn.Dropout(dropout), nn.Linear(PAIR, PAIR), nn.GELU(), nn.Linear(PAIR, len(ROLES))
        )

    def forward(
        self, pieces: Tensor, mask: Tensor, heads: Tensor, traits: Tensor, hints: Tensor, style: Tensor
    ) -> tuple[Tensor, Tensor]:
        """(B, P), (B, P), (B, N), (B, N, 6), (B, N, HINTS), (B,) -> (B, N, STATED) and vectors (B, N, H)."""
        words = Words(heads, traits, traits, heads[:, 0], heads > 0)
        flags = hints[..., 1:].float()
        told = (self.entity(hints[..., 0]) + self.ruled(flags)) * words.mask.unsqueeze(-1)
        hidden = self.encoder.below(pieces, mask)
        index = heads.unsqueeze(-1).expand(-1, -1, hidden.shape[-1])
        hidden = hidden.scatter_add(1, index, told.to(hidden.dtype))
        hidden = self.encoder.above(hidden, mask, words)
        vectors = self.norm(torch.gather(hidden, 1, index) + self.late(flags) + self.style(style).unsqueeze(1))
        return self.types(vectors), vectors

    def frames(
        self, vectors: Tensor, frames: Tensor, candidates: Tensor, told: Tensor, kin: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Of one window: vectors (N, H), frames (F, 4), candidates (C, 3), told (F, C), kin (F, C, 4).

        Returns scores of the marks (F, sum(MARKS)) and of the roles (F, C, ROLES).
        """
        at, kind, polarity, modality = frames.unbind(1)
        ruled = self.polarity(polarity) + self.modality(modality)
        marks = self.mark_out(torch.cat((self.mark(vectors[at]), self.kind(kind), ruled), -1))
        shift, scale = self.trigger(vectors[at]).unsqueeze(1).chunk(2, -1)
        place, filler, entities = candidates.unbind(1)
        words = self.word(vectors[place]) + self.filler(filler) + self.filler_entity(entities)
        pairs = words + shift + self.kind(kind).unsqueeze(1) + self.gate(vectors[place]) * scale
        pairs = pairs + self.told(told) + self.distance(apart(at, at, place))
        up, down, branch, own = kin.unbind(-1)
        pairs = pairs + self.steps(up * (FARTHEST + 1) + down) + self.branch(up * RELATIONS + branch)
        pairs = pairs + self.trigger_branch(own)
        return marks, self.role(functional.gelu(pairs))


def base_reader(folder: Path) -> StatementReader:
    """The reader on a base encoder's weights, on the default device."""
    device = torch.get_default_device()
    with torch.device("cpu"):
        reader = StatementReader(bert_encoder(BertConfig.from_pretrained(folder), 0, 0.1))
        reader.encoder.bert.load_state_dict(BertModel.from_pretrained(folder, add_pooling_layer=False).state_dict())
        return reader.to(device)
