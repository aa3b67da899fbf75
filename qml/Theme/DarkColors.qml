import QtQuick

// Evenings and night duty.
ColorSet {
    page: "#12161C"
    surface: "#1A2029"
    sunken: "#151A22"
    hover: "#242C38"
    pressed: "#2D3745"
    selected: "#1C2F4D"
    text: "#E6EBF2"
    textMuted: "#9AA7B8"
    textDisabled: "#5F6C7D"
    hairline: "#2A333F"
    outline: "#6B798C"
    shadow: "#33000000"
    primary: "#6FA8FF"
    primaryHover: "#8ABAFF"
    primaryPressed: "#A5CAFF"
    textOnPrimary: "#0B1626"
    danger: "#FF8A80"
    dangerHover: "#FFA69E"
    textOnDanger: "#2B0A08"
    inverse: "#E6EBF2"
    textOnInverse: "#1B2430"
    actionOnInverse: "#174E9E"

    draft: Tone {
        ink: "#B0BAC8"
        soft: "#2A333F"
    }

    waiting: Tone {
        ink: "#F2BE5C"
        soft: "#382C12"
    }

    sending: Tone {
        ink: "#6FA8FF"
        soft: "#172B49"
    }

    received: Tone {
        ink: "#5CC8C1"
        soft: "#113433"
    }

    returned: Tone {
        ink: "#FF9D6B"
        soft: "#3F2412"
    }

    approved: Tone {
        ink: "#74D192"
        soft: "#16341F"
    }

    conflict: Tone {
        ink: "#C3A3FF"
        soft: "#2D2147"
    }

    refused: Tone {
        ink: "#FF8A80"
        soft: "#421C1B"
    }
}
