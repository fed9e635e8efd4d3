extension String {
    /// The same code points, as JSON compares strings. `==` takes canonically equivalent strings for the same, and time
    /// that grows with the square of a run of combining marks, which a text of others may have.
    package func isExactly(_ other: String) -> Bool { utf8.elementsEqual(other.utf8) }

    /// For which `==` and hashing are exact and linear.
    package var isASCII: Bool { utf8.allSatisfy { $0 < 0x80 } }
}
