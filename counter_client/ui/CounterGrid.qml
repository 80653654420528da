pragma ComponentBehavior: Bound

import QtQuick
import Sen
import CounterClient

// "I sit at": the counters of the centre.
ChoiceGrid {
    id: grid

    required property CounterViewModel vm

    signal taken

    function take(counterId: string): void {
        vm.chooseCounter(counterId);
        taken();
    }

    objectName: "counters"
    columns: count > 6 ? 2 : 1
    model: (vm.seat as SeatPanel).counters
    onChosen: index => (itemAtIndex(index) as CounterTile)?.take()
    delegate: CounterTile {
        width: grid.cellWidth - (grid.columns > 1 ? Theme.space1 : 0)
        height: grid.cellHeight - Theme.space1
        isPointedAt: GridView.isCurrentItem && grid.activeFocus
        onTapped: {
            grid.currentIndex = index;
            grid.take(counterId);
        }
    }
}
