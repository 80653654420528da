pragma ComponentBehavior: Bound

import QtQuick
import Sen
import CounterClient

// "I am": the officials of the centre.
ChoiceGrid {
    id: grid

    required property CounterViewModel vm

    signal taken

    function take(operatorId: string): void {
        vm.choosePerson(operatorId);
        taken();
    }

    objectName: "people"
    columns: count > 8 ? 2 : 1
    model: (vm.seat as SeatPanel).people
    onChosen: index => (itemAtIndex(index) as PersonTile)?.tapped()
    delegate: PersonTile {
        width: grid.cellWidth - (grid.columns > 1 ? Theme.space1 : 0)
        height: grid.cellHeight - Theme.space1
        isPointedAt: GridView.isCurrentItem && grid.activeFocus
        onTapped: {
            grid.currentIndex = index;
            grid.take(operatorId);
        }
    }
}
