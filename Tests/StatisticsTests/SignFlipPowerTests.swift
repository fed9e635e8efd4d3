import TestSupport
import Statistics
import Testing

@Suite("Power of the sign-flip test")
struct SignFlipPowerTests {
    /// Roots of SciPy's noncentral t at the largest p below alpha; six pairs must all agree.
    @Test(
        "the difference that is shown in 80 %, as SciPy has it",
        arguments: [
            (6, 0.05, 1.7927367205804208), (7, 0.05, 1.2922176899118738), (10, 0.05, 1.000875474317728),
            (10, 0.05 / 3, 1.2370519178402406), (25, 0.05, 0.5840273570060402),
        ])
    func effects(pairs: Int, alpha: Double, effect: Double) throws {
        let power = SignFlipPower(pairs: pairs, alpha: alpha)
        #expect(agree(power.effect(power: 0.8), effect, within: 1e-8))
        #expect(agree(power.power(effect), 0.8, within: 1e-8))
        #expect(power.power(2 * effect) > 0.99 && power.power(effect / 2) < 0.5)
    }

    @Test("five pairs show nothing; no power is 0 or 1")
    func none() {
        for pairs in [Int.min, -1, 0, 1, 2, 5] {
            #expect(SignFlipPower(pairs: pairs).power(100) == 0)
            #expect(SignFlipPower(pairs: pairs).effect(power: 0.8) == nil)
        }
        for power in [0, 1, 2, Double.nan] { #expect(SignFlipPower(pairs: 8).effect(power: power) == nil) }
        #expect(SignFlipPower(pairs: 8, alpha: 0).effect(power: 0.8) == nil)
    }

    @Test("more pairs show less, stricter levels show more")
    func order() throws {
        var last = Double.infinity
        for pairs in 6...30 {
            let effect = try #require(SignFlipPower(pairs: pairs).effect(power: 0.8))
            #expect(effect < last)
            last = effect
        }
        let strict = try #require(SignFlipPower(pairs: 12, alpha: 0.01).effect(power: 0.8))
        #expect(strict > SignFlipPower(pairs: 12).effect(power: 0.8) ?? .infinity)
    }

    @Test("the number of pairs that a difference needs, up to 20")
    func needed() {
        #expect(SignFlipPower.pairsNeeded(effect: 1.8, alpha: 0.05, power: 0.8) == 6)
        #expect(SignFlipPower.pairsNeeded(effect: 1.01, alpha: 0.05, power: 0.8) == 10)
        #expect(SignFlipPower.pairsNeeded(effect: 1.01, alpha: 0.05 / 3, power: 0.8) ?? 0 > 10)
        #expect(SignFlipPower.pairsNeeded(effect: 1.8, alpha: 0.05, power: 0.8, beyond: 8) == 9)
        #expect(SignFlipPower.pairsNeeded(effect: 0.3, alpha: 0.05, power: 0.8) == nil)
        #expect(SignFlipPower.pairsNeeded(effect: 9, alpha: 0.05, power: 0.8, beyond: 20) == nil)
    }

    @Test("Pearson's correlation, as SciPy has it")
    func pearson() {
        let (a, b) = ([0.98, 0.985, 0.979, 0.99], [0.97, 0.981, 0.95, 0.972])
        #expect(agree(correlation(a, b), 0.6014087025592313, within: 1e-11))
        #expect(agree(correlation(a, a.map { -$0 }), -1))
        #expect(correlation([1, 2], [1, 2]) == nil)
        #expect(correlation([1, 2, 3], [1, 1, 1]) == nil)
        #expect(correlation([1, 2, .infinity], [1, 2, 3]) == nil)
        #expect(correlation([1, 2, 3], [1, 2]) == nil)
    }
}
