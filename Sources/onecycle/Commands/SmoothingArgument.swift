import ArgumentParser

/// `beta=0.9` or `window=0.05`.
struct SmoothingArgument: ExpressibleByArgument {
    /// As JSON, as in a spec.
    let json: String

    init?(argument: String) {
        let parts = argument.split(separator: "=", omittingEmptySubsequences: false)
        guard parts.count == 2, let value = Double(parts[1]) else { return nil }
        switch parts[0] {
        case "beta" where (0..<1).contains(value): json = "{\"beta\": \(value)}"
        case "window" where value > 0 && value <= 1: json = "{\"window\": \(value)}"
        default: return nil
        }
    }
}
