/// How many bytes something takes, by the layer it is there for. In doubles: no network overflows them.
public struct MemoryNeed: Sendable, Equatable {
    /// Bytes by the path of a layer, "3" or "3.layers.0"; "" for what belongs to none.
    public private(set) var layers: [String: Double] = [:]

    public init() {}

    /// Bytes in all.
    public var total: Double { layers.values.reduce(0, +) }

    mutating func add(_ bytes: Int, at layer: String) { layers[layer, default: 0] += Double(bytes) }

    public static func + (left: MemoryNeed, right: MemoryNeed) -> MemoryNeed {
        var sum = left
        sum.layers.merge(right.layers, uniquingKeysWith: +)
        return sum
    }

    public static func * (need: MemoryNeed, times: Int) -> MemoryNeed {
        var product = need
        product.layers = need.layers.mapValues { $0 * Double(times) }
        return product
    }
}
