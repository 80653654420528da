"""Who this device says it is.

The key is looked up anew for every hello: a device that is paired, or a hub that makes its key file, after this program
was started is accepted at the next try, without a restart.
"""

import logging
from pathlib import Path

from hub.client.paths import local_key_file
from hub.protocol import PROTOCOL_VERSION, DeviceId, Hello, Role

log = logging.getLogger(__name__)


class Credentials:
    """Role, device and key. Without any key the hello carries an empty one, and the hub answers `bad_key`."""

    def __init__(self, *, role: Role, device_id: DeviceId, app_version: str, data_dir: Path, key: str = "") -> None:
        self._role = role
        self._device_id = device_id
        self._app_version = app_version
        self._configured_key = key
        self._key_file = local_key_file(data_dir)
        self._has_warned = False

    def hello(self) -> Hello:
        return Hello(
            role=self._role,
            device_id=self._device_id,
            key=self._configured_key or self._local_key(),
            protocol=PROTOCOL_VERSION,
            app_version=self._app_version,
        )

    def _local_key(self) -> str:
        try:
            key = self._key_file.read_text(encoding="ascii").strip()
        except FileNotFoundError:
            return ""
        except (OSError, UnicodeDecodeError) as error:
            if not self._has_warned:
                log.warning("could not read the key file %s: %s", self._key_file, error)
            self._has_warned = True
            return ""
        self._has_warned = False
        return key
