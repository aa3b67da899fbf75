import QtQuick

// Daylight in the office: the everyday colours.
ColorSet {
    page: "#F4F6F9"
    surface: "#FFFFFF"
    sunken: "#EFF2F6"
    hover: "#EEF2F8"
    pressed: "#E2E8F1"
    selected: "#E3EEFC"
    text: "#1B2430"
    textMuted: "#5B6778"
    textDisabled: "#98A2B0"
    hairline: "#E1E6ED"
    outline: "#7F8B9B"
    shadow: "#07000000"
    primary: "#1D5FBF"
    primaryHover: "#174E9E"
    primaryPressed: "#123F81"
    textOnPrimary: "#FFFFFF"
    danger: "#B3201F"
    dangerHover: "#8F1918"
    textOnDanger: "#FFFFFF"
    inverse: "#1F2935"
    textOnInverse: "#F2F5F9"
    actionOnInverse: "#8FBBFF"

    draft: Tone {
        ink: "#4F5B6B"
        soft: "#E9EDF2"
    }

    waiting: Tone {
        ink: "#875000"
        soft: "#FFF1D0"
    }

    sending: Tone {
        ink: "#1D5FBF"
        soft: "#E3EEFC"
    }

    received: Tone {
        ink: "#0A6A6A"
        soft: "#D9F2F0"
    }

    returned: Tone {
        ink: "#AD3A00"
        soft: "#FFE8DB"
    }

    approved: Tone {
        ink: "#1B6B34"
        soft: "#DDF3E4"
    }

    conflict: Tone {
        ink: "#6B3FB8"
        soft: "#EFE7FC"
    }

    refused: Tone {
        ink: "#B3201F"
        soft: "#FDE7E6"
    }
}
