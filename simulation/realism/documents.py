"""The sampled prompts: who wrote them, and their signatures."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulation.realism.log import Log, one
from simulation.realism.minhash import Signatures, read_signatures

LEAST_CHARS = 30


@dataclass(frozen=True)
class Documents:
    """Distinct (account, prompt) pairs with more than 30 characters, a sample by hash.

    account : int32; chars : int64; prompt : uint64 hash; place : int64, order of the sample,
    all of shape (n,). signature : shape (n, HASHES). in_log : how many there are in the log.
    """

    account: NDArray[np.int32]
    chars: NDArray[np.int64]
    prompt: NDArray[np.uint64]
    place: NDArray[np.int64]
    signature: Signatures
    in_log: int


def read_documents(log: Log) -> Documents:
    """Sample at most `limits.prompts` documents and sign them."""
    log.con.execute(f"""
      create or replace table documents as
      select i, prompt_key, min(prompt_chars) as chars, min(exchange_key) as exchange_key
      from x where prompt_chars > {LEAST_CHARS} group by i, prompt_key
    """)
    in_log = one(log.con, "select count(*) from documents")
    log.con.execute(f"""
      create or replace table docs as
      select *, row_number() over (order by hash(exchange_key, {log.seed}), exchange_key) as place
      from documents order by place limit {log.limits.prompts}
    """)
    key, signature = read_signatures(log)
    rows = log.con.execute("select * from docs order by exchange_key").fetchnumpy()
    found = np.isin(np.asarray(rows["exchange_key"], dtype=np.uint64), key)
    signature = signature[np.isin(key, np.asarray(rows["exchange_key"], dtype=np.uint64))]
    return Documents(
        np.asarray(rows["i"], dtype=np.int32)[found],
        np.asarray(rows["chars"], dtype=np.int64)[found],
        np.asarray(rows["prompt_key"], dtype=np.uint64)[found],
        np.asarray(rows["place"], dtype=np.int64)[found],
        signature,
        in_log,
    )
