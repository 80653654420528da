"""Who a device is: the key of the hub's own box, and the keys handed out by `layso-hub pair`.

The local key lies in a file only this box can read, and counts only for connections from this box. A paired key
belongs to one role and one device id; only its SHA-256 is kept (a key is 125 random bits: no salt, no slow hash).
"""

import hashlib
import hmac
import logging
import os
from pathlib import Path

import msgspec

from hub.client.paths import local_key_file
from hub.protocol import ByeCode, DeviceId, Role
from hub.store.errors import StoreError

log = logging.getLogger(__name__)

_LOOPBACK = frozenset({"127.0.0.1", "::1", "::ffff:127.0.0.1"})


class Pairing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A device that was given a key."""

    device_id: DeviceId
    role: Role
    key_sha256: str


class KeyRing:
    """Checks keys; reads the pairings afresh for each hello, so pairing needs no restart."""

    def __init__(self, data_dir: Path) -> None:
        self._pairings_file = data_dir / "paired.json"
        self._local_key_file = local_key_file(data_dir)

    def ensure_local_key(self, fresh_key: str) -> None:
        """Write the local key once, readable by this user alone; an empty file was left by a power cut."""
        if not self._local_key():
            _write_whole(self._local_key_file, f"{fresh_key}\n".encode())

    def check(self, role: Role, device_id: DeviceId, key: str, peer_host: str) -> ByeCode | None:
        """None when the device is who it says it is; else why it must go."""
        local = self._local_key()
        if local and peer_host in _LOOPBACK and hmac.compare_digest(local, key.encode()):
            return None
        try:
            pairings = self.pairings()
        except StoreError as error:
            log.error("nobody's key can be checked: %s", error)  # noqa: TRY400 - the disk's fault, told in one line
            return ByeCode.BAD_KEY
        digest = _digest(key)
        for pairing in pairings:
            if hmac.compare_digest(pairing.key_sha256, digest):
                is_same = (pairing.role, pairing.device_id) == (role, device_id)
                return None if is_same else ByeCode.WRONG_ROLE
        return ByeCode.BAD_KEY

    def pairings(self) -> tuple[Pairing, ...]:
        """Raises `StoreError` when the file cannot be read."""
        try:
            return msgspec.json.decode(self._pairings_file.read_bytes(), type=tuple[Pairing, ...])
        except FileNotFoundError:
            return ()
        except (OSError, msgspec.MsgspecError, ValueError) as error:
            problem = f"{self._pairings_file} cannot be read ({error})"
            raise StoreError(f"{problem}: restore it from a backup, or remove it and pair every device again") from None

    def pair(self, role: Role, device_id: DeviceId, fresh_key: str) -> None:
        """Give a device a key; an older key of the same device stops working."""
        others = tuple(p for p in self.pairings() if p.device_id != device_id)
        pairings = (*others, Pairing(device_id, role, _digest(fresh_key)))
        _write_whole(self._pairings_file, msgspec.json.format(msgspec.json.encode(pairings)))

    def _local_key(self) -> bytes:
        try:
            return self._local_key_file.read_bytes().strip()
        except FileNotFoundError:
            return b""


def _write_whole(path: Path, content: bytes) -> None:
    """The old file or the new one, whole, whatever happens; readable by this user alone."""
    scratch = path.with_suffix(".new")
    scratch.unlink(missing_ok=True)
    with os.fdopen(os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    scratch.replace(path)


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
