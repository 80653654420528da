import QtQuick
import Sen
import WallDisplay

// The newest call, the only red on the wall; a welcome while there is none.
Rectangle {
    id: stage

    required property DisplayViewModel vm

    readonly property real pad: Theme.space5
    readonly property bool isFlashing: flash.running

    objectName: "stage"
    radius: Theme.radius
    color: vm.hasStage ? Theme.lacquer : Theme.board2
    border.width: Theme.highContrast ? Theme.border : 0
    border.color: Theme.boardLine
    Accessible.role: Accessible.StaticText
    Accessible.name: vm.hasStage ? vm.words.invite + " " + vm.stageNumber + " " + vm.words.to_counter + " " + vm.stageCounter
                                 : vm.words.welcome

    Item {
        anchors.fill: parent
        visible: stage.vm.hasStage

        Words {
            id: invite

            objectName: "invite"
            x: stage.pad
            y: stage.pad * 0.8
            text: stage.vm.words.invite
            size: Math.min(Theme.u * 50, stage.height * 0.075)
            font.weight: Font.DemiBold
            font.capitalization: Font.AllUppercase
            font.letterSpacing: size * 0.03
            color: Theme.lacquerInk2
        }
        SpeakingMark {
            objectName: "speaking"
            anchors.right: parent.right
            anchors.rightMargin: stage.pad
            anchors.verticalCenter: invite.verticalCenter
            visible: stage.vm.isSpeaking
            text: stage.vm.words.speaking
            size: invite.size * 0.72
        }
        TicketNumber {
            id: number

            objectName: "stageNumber"
            anchors.top: invite.bottom
            anchors.topMargin: stage.height * 0.03
            anchors.bottom: divider.top
            anchors.bottomMargin: stage.height * 0.04
            x: stage.pad
            width: parent.width - 2 * stage.pad
            horizontalAlignment: Text.AlignHCenter
            text: stage.vm.stageNumber
            size: Theme.u * 460
            fitsHeight: true
            color: Theme.lacquerInk
        }
        Rectangle {
            id: divider

            x: stage.pad
            width: parent.width - 2 * stage.pad
            height: Theme.border
            anchors.bottom: place.top
            anchors.bottomMargin: stage.height * 0.02
            color: Theme.lacquerInk
            opacity: 0.35
        }
        Row {
            id: place

            readonly property real size: Math.min(Theme.u * 78, stage.height * 0.12)

            anchors.horizontalCenter: parent.horizontalCenter
            anchors.bottom: parent.bottom
            anchors.bottomMargin: stage.height * 0.03
            spacing: size * 0.5

            Words {
                anchors.baseline: counter.baseline
                text: stage.vm.words.to_counter
                size: place.size
                font.weight: Font.Medium
                wrapMode: Text.NoWrap
                color: Theme.lacquerInk2
            }
            Figures {
                id: counter

                objectName: "stageCounter"
                text: stage.vm.stageCounter
                size: place.size * 1.75
                font.weight: Font.Bold
                color: Theme.lacquerInk
            }
        }
    }
    Welcome {
        anchors.fill: parent
        anchors.margins: stage.pad
        visible: !stage.vm.hasStage
        words: stage.vm.words
    }
    SequentialAnimation {
        id: flash

        loops: 3

        NumberAnimation {
            target: number
            property: "opacity"
            to: 0.35
            duration: Theme.callDuration / 2
            easing.type: Easing.InOutSine
        }
        NumberAnimation {
            target: number
            property: "opacity"
            to: 1
            duration: Theme.callDuration / 2
            easing.type: Easing.InOutSine
        }
    }
    Connections {
        target: stage.vm

        function onCalled() {
            if (!Theme.reduceMotion)
                flash.restart();
        }
    }
}
