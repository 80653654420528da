import QtQuick
import Sen
import CounterClient

// Which counter this is, who sits here and for what, how to leave, and the time.
Rectangle {
    id: bar

    required property CounterViewModel vm

    implicitHeight: Theme.u * 84
    color: Theme.card

    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: Theme.border
        color: Theme.line
    }
    Rectangle {
        id: chip

        x: Theme.u * 34
        anchors.verticalCenter: parent.verticalCenter
        width: name.implicitWidth + 2 * Theme.space2
        height: Theme.u * 52
        radius: 8
        color: Theme.navy

        Words {
            id: name

            objectName: "counterChip"
            anchors.centerIn: parent
            text: bar.vm.counter
            size: Theme.u * 27
            font.weight: Font.Bold
            color: Theme.boardInk
        }
    }
    Words {
        id: who

        objectName: "operatorName"
        anchors.left: chip.right
        anchors.leftMargin: Theme.u * 26
        anchors.verticalCenter: parent.verticalCenter
        width: Math.min(implicitWidth, keys.x - Theme.space2 - x)
        text: bar.vm.operator
        size: Theme.u * 27
        font.weight: Font.DemiBold
        elide: Text.ElideRight
        wrapMode: Text.NoWrap
    }
    Words {
        anchors.left: who.right
        anchors.right: keys.left
        anchors.rightMargin: Theme.space2
        anchors.verticalCenter: parent.verticalCenter
        text: " · " + bar.vm.skills
        visible: bar.vm.skills !== "" && width > Theme.u * 160
        size: Theme.u * 26
        color: Theme.ink2
        elide: Text.ElideRight
        wrapMode: Text.NoWrap
    }
    Row {
        id: keys

        anchors.right: clock.left
        anchors.rightMargin: Theme.u * 30
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.space1

        KeyButton {
            objectName: "key.cover"
            height: Theme.u * 58
            hearsKey: false
            keyName: bar.vm.words.coverKey
            text: bar.width < Theme.u * 1800 ? bar.vm.words.coverShort : bar.vm.words.cover
            size: Theme.u * 24
            enabled: bar.vm.canCover
            Accessible.name: bar.vm.words.cover
            onClicked: bar.vm.ask("cover")
        }
        KeyButton {
            objectName: "key.stand_up"
            height: Theme.u * 58
            hearsKey: false
            keyName: bar.vm.words.leaveKey
            text: bar.vm.words.leave
            size: Theme.u * 24
            enabled: bar.vm.canLeave
            Accessible.description: bar.vm.words.leaveHint
            onClicked: bar.vm.press("stand_up")
        }
        KeyButton {
            objectName: "key.bar"
            height: Theme.u * 58
            hearsKey: false
            keyName: bar.vm.words.barKey
            text: bar.vm.words.toBar
            size: Theme.u * 24
            onClicked: bar.vm.toggleBar()
        }
    }
    Figures {
        id: clock

        objectName: "clock"
        anchors.right: parent.right
        anchors.rightMargin: Theme.u * 34
        anchors.verticalCenter: parent.verticalCenter
        text: bar.vm.clock
        size: Theme.u * 34
    }
}
