import QtQuick
import Sen

// Everything the kit has, in the places the screens use it.
SenWindow {
    id: window

    property string number: "A025"
    property string trouble: ""
    property string pressed: ""

    Column {
        id: column

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.margins: Theme.space6
        y: Theme.space3
        spacing: Theme.space3

        ConnectionBanner {
            objectName: "banner"
            width: parent.width
            title: window.trouble
            hint: "Số đã lấy vẫn được giữ. Xin chờ trong giây lát."
        }
        Words {
            width: parent.width
            text: "Số của Ông/Bà"
            color: Theme.ink2
            size: Theme.headingSize
            horizontalAlignment: Text.AlignHCenter
        }
        TicketNumber {
            objectName: "number"
            width: parent.width
            text: window.number
            horizontalAlignment: Text.AlignHCenter
        }
        Card {
            width: parent.width
            height: Theme.u * 170

            LetterBlock {
                id: block

                height: parent.height
                letter: "B"
                colour: "#1D4E89"
                startsRow: true
            }
            Column {
                anchors.left: block.right
                anchors.leftMargin: Theme.space4
                anchors.right: people.left
                anchors.verticalCenter: parent.verticalCenter

                Words {
                    width: parent.width
                    text: "Văn hoá – Xã hội"
                    font.weight: Font.DemiBold
                    size: Theme.textSize * 1.1
                }
                Words {
                    width: parent.width
                    text: "Trợ cấp, người có công, bảo trợ xã hội"
                    color: Theme.ink2
                    size: Theme.smallSize
                }
            }
            Figures {
                id: people

                anchors.right: parent.right
                anchors.rightMargin: Theme.space4
                anchors.verticalCenter: parent.verticalCenter
                text: "07:42"
            }
        }
        LetterBlock {
            letter: "H"
            isOff: true
        }
        BigButton {
            objectName: "primary"
            width: parent.width
            text: "Xong"
            onClicked: window.pressed = "primary"
        }
        Row {
            width: parent.width
            spacing: Theme.space3

            BigButton {
                objectName: "secondary"
                width: (parent.width - parent.spacing) / 2
                kind: BigButton.Kind.Secondary
                text: "Tra cứu thủ tục"
                onClicked: window.pressed = "secondary"
            }
            BigButton {
                objectName: "off"
                width: (parent.width - parent.spacing) / 2
                enabled: false
                text: "Tôi thuộc diện ưu tiên"
                onClicked: window.pressed = "off"
            }
        }
        Rectangle {
            width: parent.width
            height: quiet.height
            color: Theme.shade

            BigButton {
                id: quiet

                objectName: "quiet"
                kind: BigButton.Kind.Quiet
                text: "English"
                onClicked: window.pressed = "quiet"
            }
        }
        Flow {
            width: parent.width
            spacing: 16

            KeyButton {
                objectName: "f5"
                keyName: "F5"
                text: "Gọi tiếp"
                isPrimary: true
                onClicked: window.pressed = "f5"
            }
            KeyButton {
                objectName: "f6"
                keyName: "F6"
                text: "Gọi lại"
                onClicked: window.pressed = "f6"
            }
            KeyButton {
                objectName: "f7"
                keyName: "F7"
                text: "Bắt đầu"
                enabled: false
                onClicked: window.pressed = "f7"
            }
        }
        Rectangle {
            width: parent.width
            height: strip.height + 2 * Theme.space2
            color: Theme.navy

            Row {
                id: strip

                x: Theme.space2
                anchors.verticalCenter: parent.verticalCenter
                spacing: 10

                KeyButton {
                    keyName: "F8"
                    text: "Kết thúc"
                    isPrimary: true
                    isOnBoard: true
                    size: 18
                }
                KeyButton {
                    keyName: "F10"
                    text: "Tạm hoãn"
                    isOnBoard: true
                    size: 18
                }
            }
        }
    }
}
