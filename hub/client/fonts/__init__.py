"""The bundled fonts (SIL Open Font License, texts beside them): Be Vietnam Pro for words, Inter for numbers.

Be Vietnam Pro has every Vietnamese letter but no digits of equal width; Inter has them (`tnum`). The paper uses the
same files as the screens.
"""

from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent

TEXT_REGULAR: Final = FOLDER / "BeVietnamPro_400Regular.ttf"
TEXT_MEDIUM: Final = FOLDER / "BeVietnamPro_500Medium.ttf"
TEXT_SEMI_BOLD: Final = FOLDER / "BeVietnamPro_600SemiBold.ttf"
TEXT_BOLD: Final = FOLDER / "BeVietnamPro_700Bold.ttf"
NUMBER_SEMI_BOLD: Final = FOLDER / "Inter_600SemiBold.ttf"
NUMBER_BOLD: Final = FOLDER / "Inter_700Bold.ttf"

ALL: Final = (TEXT_REGULAR, TEXT_MEDIUM, TEXT_SEMI_BOLD, TEXT_BOLD, NUMBER_SEMI_BOLD, NUMBER_BOLD)

TEXT_FAMILY: Final = "Be Vietnam Pro"
NUMBER_FAMILY: Final = "Inter"
