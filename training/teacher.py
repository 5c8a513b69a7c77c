"""The teacher: all-mpnet-base-v2, five times as large as what is shipped, that learns first and then teaches."""

from __future__ import annotations

from pathlib import Path

import torch
from model import Encoder
from torch import Tensor
from transformers import MPNetConfig, MPNetModel

from onrecord.language.encoder import CLS, SEP

SHIFT = 4
"""Its pieces are those of MiniLM, each four places on; but for the marks, which lie before them."""
MARKS = {0: 1, CLS: 0, SEP: 2}


class TeacherEncoder(Encoder):
    """The same to its caller as MiniLM's, from MiniLM's pieces."""

    def below(self, pieces: Tensor, mask: Tensor) -> Tensor:
        """See `Encoder.below`."""
        own = pieces + SHIFT
        for piece, mark in MARKS.items():
            own = torch.where(pieces == piece, mark, own)
        return self._layers(self.bert.embeddings(input_ids=own), mask, 0, self.frozen)

    def _layers(self, hidden: Tensor, mask: Tensor, first: int, last: int) -> Tensor:
        blocked = torch.zeros(mask.shape, dtype=hidden.dtype, device=hidden.device)
        blocked = blocked.masked_fill(~mask, -10000.0)[:, None, None, :]
        away = self.bert.encoder.compute_position_bias(hidden)
        for layer in list(self.bert.encoder.layer)[first:last]:
            hidden = layer(hidden, blocked, away)[0]
        return hidden


def teacher_encoder(folder: Path) -> TeacherEncoder:
    """The teacher's encoder on its base weights."""
    config = MPNetConfig.from_pretrained(folder)
    config.attention_probs_dropout_prob = 0.0
    return TeacherEncoder(MPNetModel.from_pretrained(folder, config=config, add_pooling_layer=False), 0)
