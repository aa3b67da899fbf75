import QtQuick

// High contrast, light on dark.
ColorSet {
    page: "#000000"
    surface: "#000000"
    sunken: "#101010"
    hover: "#1E2B40"
    pressed: "#2A3B57"
    selected: "#12294D"
    text: "#FFFFFF"
    textMuted: "#DDE3EA"
    textDisabled: "#8F8F8F"
    hairline: "#9AA0A8"
    outline: "#FFFFFF"
    shadow: "#00000000"
    primary: "#9CC5FF"
    primaryHover: "#BBD7FF"
    primaryPressed: "#D6E7FF"
    textOnPrimary: "#000000"
    danger: "#FFB0AA"
    dangerHover: "#FFCAC6"
    textOnDanger: "#000000"
    inverse: "#FFFFFF"
    textOnInverse: "#000000"
    actionOnInverse: "#0A3E91"

    draft: Tone {
        ink: "#D5DCE5"
        soft: "#15191F"
    }

    waiting: Tone {
        ink: "#FFD581"
        soft: "#1F1704"
    }

    sending: Tone {
        ink: "#9CC5FF"
        soft: "#08152A"
    }

    received: Tone {
        ink: "#86E8E1"
        soft: "#041C1B"
    }

    returned: Tone {
        ink: "#FFB994"
        soft: "#261104"
    }

    approved: Tone {
        ink: "#9CEBB4"
        soft: "#061B0C"
    }

    conflict: Tone {
        ink: "#DBC7FF"
        soft: "#180D2E"
    }

    refused: Tone {
        ink: "#FFB0AA"
        soft: "#2A0706"
    }
}
