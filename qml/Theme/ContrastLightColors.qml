import QtQuick

// High contrast, dark on light: for full sun.
ColorSet {
    page: "#FFFFFF"
    surface: "#FFFFFF"
    sunken: "#F2F2F2"
    hover: "#E8EEF8"
    pressed: "#D3DEF0"
    selected: "#DCE8FA"
    text: "#000000"
    textMuted: "#2B2F36"
    textDisabled: "#6B6B6B"
    hairline: "#5A5A5A"
    outline: "#000000"
    shadow: "#00000000"
    primary: "#0A3E91"
    primaryHover: "#072E6C"
    primaryPressed: "#05204C"
    textOnPrimary: "#FFFFFF"
    danger: "#8A0F0E"
    dangerHover: "#690B0A"
    textOnDanger: "#FFFFFF"
    inverse: "#000000"
    textOnInverse: "#FFFFFF"
    actionOnInverse: "#A9CBFF"

    draft: Tone {
        ink: "#2B333D"
        soft: "#F2F2F2"
    }

    waiting: Tone {
        ink: "#5E3700"
        soft: "#FFF6DF"
    }

    sending: Tone {
        ink: "#0A3E91"
        soft: "#EEF4FE"
    }

    received: Tone {
        ink: "#004A4A"
        soft: "#E8F8F7"
    }

    returned: Tone {
        ink: "#7A2800"
        soft: "#FFF0E7"
    }

    approved: Tone {
        ink: "#0B4A1E"
        soft: "#EAF8EE"
    }

    conflict: Tone {
        ink: "#4B2391"
        soft: "#F5F0FD"
    }

    refused: Tone {
        ink: "#8A0F0E"
        soft: "#FFEFEE"
    }
}
