import Sen

// Does not load: there is no such thing as a Vase.
SenWindow {
    Vase {
    }
}
