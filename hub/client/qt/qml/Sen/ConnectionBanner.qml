import QtQuick

// Says that the hub is out of reach, and what to do about it. Empty `title` means all is well.
Rectangle {
    id: banner

    property string title: ""
    property string hint: ""
    property real size: Theme.smallSize

    readonly property bool isShown: title !== ""

    implicitHeight: isShown ? words.implicitHeight + 2 * Theme.space2 : 0
    visible: height > 0
    clip: true
    color: Theme.amber
    Accessible.role: Accessible.AlertMessage
    Accessible.name: title + ". " + hint
    Accessible.ignored: !isShown

    Behavior on implicitHeight {
        NumberAnimation {
            duration: Theme.pageDuration
            easing.type: Easing.OutCubic
        }
    }

    Rectangle {
        id: mark

        x: Theme.space4
        anchors.verticalCenter: parent.verticalCenter
        width: 2 * Math.round(banner.size * 0.8)
        height: width
        radius: width / 2
        color: Theme.amberInk

        Figures {
            anchors.centerIn: parent
            text: "!"
            size: banner.size
            color: Theme.amber
        }
    }
    Column {
        id: words

        anchors.left: mark.right
        anchors.leftMargin: Theme.space3
        anchors.right: parent.right
        anchors.rightMargin: Theme.space4
        anchors.verticalCenter: parent.verticalCenter

        Words {
            width: parent.width
            objectName: "connectionTitle"
            text: banner.title
            size: banner.size * 1.1
            font.weight: Font.DemiBold
            color: Theme.amberInk
        }
        Words {
            width: parent.width
            visible: text !== ""
            text: banner.hint
            size: banner.size
            color: Theme.amberInk
        }
    }
}
