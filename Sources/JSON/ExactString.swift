extension String {
    /// Whether both strings have the same code points, as JSON compares them. `==` treats canonically equivalent strings
    /// as equal, and its time is quadratic in the length of a run of combining marks.
    package func isExactly(_ other: String) -> Bool { utf8.elementsEqual(other.utf8) }

    /// Whether all characters are ASCII; `==` and hashing are then exact and linear.
    package var isASCII: Bool { utf8.allSatisfy { $0 < 0x80 } }
}
