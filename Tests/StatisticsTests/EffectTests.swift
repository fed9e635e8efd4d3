import TestSupport
import Statistics
import Testing

@Suite("Effect sizes, Holm's correction and what n can show")
struct EffectTests {
    @Test("d_z and its correction by hand")
    func effect() throws {
        // Mean 2, deviation 1; with 3 pairs 1 - 3 / 7 of it.
        let effect = try #require(EffectSize([1, 2, 3]))
        #expect(agree(effect.cohenDz, 2))
        #expect(agree(effect.hedgesGz, 2 * 4.0 / 7))
        #expect(EffectSize([1, 3])?.hedgesGz == nil)
        #expect(agree(EffectSize([1, 3])?.cohenDz, 2.0.squareRoot()))
        let mirrored = try #require(EffectSize([-1, -2, -3]))
        #expect(mirrored.cohenDz == -effect.cohenDz)
    }

    @Test("differences that do not vary have no effect size, whatever rounding made of them")
    func constant() {
        #expect(EffectSize([0.25, 0.25, 0.25]) == nil)
        #expect(EffectSize([0.98 - 0.97, 0.02 - 0.01, 0.5 - 0.49]) == nil)
        #expect(EffectSize([0, 0]) == nil)
        #expect(EffectSize([1]) == nil)
        #expect(EffectSize([]) == nil)
        #expect(EffectSize([1, .nan, 2]) == nil)
        #expect(EffectSize([1, .infinity]) == nil)
    }

    @Test("probability of improvement counts pairs, ties half")
    func improvement() {
        // Of nine pairs five are better and one is equal.
        #expect(agree(probabilityOfImprovement([1, 3, 5], over: [0, 3, 4]), 5.5 / 9))
        #expect(agree(probabilityOfImprovement([0, 3, 4], over: [1, 3, 5]), 3.5 / 9))
        #expect(probabilityOfImprovement([2, 2], over: [2]) == 0.5)
        #expect(probabilityOfImprovement([2, 3], over: [1]) == 1)
        #expect(probabilityOfImprovement([.infinity, 1], over: [.infinity]) == 0.25)
        #expect(probabilityOfImprovement([], over: [1]) == nil)
        #expect(probabilityOfImprovement([1], over: []) == nil)
        #expect(probabilityOfImprovement([1, .nan], over: [1]) == nil)
        #expect(probabilityOfImprovement([1], over: [.nan]) == nil)
    }

    @Test("Holm's steps by hand")
    func holm() {
        func corrected(_ values: [Double?]) -> [Double?] { holmCorrected(values) }
        let four = corrected([0.01, 0.04, 0.03, 0.005])
        for (value, expected) in zip(four, [0.03, 0.06, 0.06, 0.02]) { #expect(agree(value, expected)) }
        #expect(corrected([0.5, 0.6, 0.9]) == [1, 1, 1])
        #expect(corrected([0.02]) == [0.02])
        #expect(corrected([]) == [])
        #expect(corrected([nil, 0.02, .nan]) == [nil, 0.02, nil])
        #expect(corrected([0.02, nil, 0.02]) == [0.04, nil, 0.04])
    }

    @Test("Holm's correction keeps the order, makes nothing smaller and cares for no order", arguments: 1...30)
    func holmProperties(seed: UInt64) throws {
        var numbers = TableNumbers(seed)
        let values = (0..<(1 + numbers.below(12))).map { _ in Double(1 + numbers.below(1_000)) / 1_000 }
        let corrected = holmCorrected(values)
        let reversed = holmCorrected(values.reversed())
        #expect(Array(reversed.reversed()) == corrected)
        for (p, after) in zip(values, corrected) {
            let after = try #require(after)
            #expect(after >= p && after <= 1 && after <= max(p, Double(values.count) * p))
        }
        for (one, first) in zip(values, corrected) {
            for (other, second) in zip(values, corrected) where one <= other {
                #expect(first ?? 2 <= second ?? -1)
            }
        }
    }
}
