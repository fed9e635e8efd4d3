/// Knuth's linear congruential generator (MMIX). Recorded pictures and plans were drawn with its numbers; its upper bits
/// are the better ones.
package struct Congruential: RandomNumberGenerator {
    private var state: UInt64

    package init(state: UInt64) { self.state = state }

    /// 64 bits.
    package mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state
    }

    /// A value in [0, 1).
    package mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// A whole number in 0..<bound.
    package mutating func below(_ bound: Int) -> Int { Int(next() >> 33) % bound }

    /// The upper eight bits.
    package mutating func byte() -> UInt8 { UInt8(next() >> 56) }
}
