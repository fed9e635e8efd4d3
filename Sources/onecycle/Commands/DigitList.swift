import ArgumentParser

/// Two or more digits, as "3,7".
struct DigitList: ExpressibleByArgument {
    /// Ascending.
    let digits: [UInt8]

    init?(argument: String) {
        let parts = argument.split(separator: ",", omittingEmptySubsequences: false).map { UInt8($0) }
        let digits = parts.compactMap { $0 }.filter { $0 < 10 }
        guard digits.count == parts.count, digits.count >= 2, Set(digits).count == digits.count else { return nil }
        self.digits = digits.sorted()
    }
}
