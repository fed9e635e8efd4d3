package import Networks

/// A network's layers as a table.
package enum NetworkTable {
    /// One line per layer, with a header and the sums.
    /// - Throws: `NetworkError`.
    package static func lines(_ network: NetworkDefinition) throws -> [String] {
        let summary = try network.summary()
        var table = TextTable(["layer", "output", "parameters", "flops"])
        for line in summary {
            table.add(["\(line.path) \(line.type)", "\(line.output)", "\(line.parameters)", "\(line.flops)"])
        }
        table.add([
            "all of \(network.input)", "\(network.classes)", "\(network.parameterCount)",
            "\(summary.reduce(0) { $0 + $1.flops })",
        ])
        return table.lines
    }
}
