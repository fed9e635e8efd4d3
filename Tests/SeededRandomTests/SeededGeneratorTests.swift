import SeededRandom
import Testing

private func generator(_ indices: UInt64..., seed: UInt64 = 7) -> SeededGenerator {
    // Variadic parameters cannot be passed on; the tests need no more than two.
    switch indices.count {
    case 0: SeededGenerator(seed: seed, purpose: .test)
    case 1: SeededGenerator(seed: seed, purpose: .test, indices: indices[0])
    default: SeededGenerator(seed: seed, purpose: .test, indices: indices[0], indices[1])
    }
}

/// xoshiro256** and SplitMix64 written a second time, after the authors' C code, to compare with.
private struct Reference {
    var state: [UInt64] = []

    init(seed: UInt64, words: [UInt64]) {
        var mixer = seed
        func next() -> UInt64 {
            mixer = mixer &+ 0x9e37_79b9_7f4a_7c15
            var z = mixer
            z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
            z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
            return z ^ (z >> 31)
        }
        for word in words { mixer = next() ^ (word &* 0xd6e8_feb8_6659_fd93) }
        state = (0..<4).map { _ in next() }
    }

    mutating func next() -> UInt64 {
        func rotl(_ x: UInt64, _ k: UInt64) -> UInt64 { (x << k) | (x >> (64 - k)) }
        let result = rotl(state[1] &* 5, 7) &* 9
        let t = state[1] << 17
        state[2] ^= state[0]
        state[3] ^= state[1]
        state[1] ^= state[2]
        state[0] ^= state[3]
        state[2] ^= t
        state[3] = rotl(state[3], 45)
        return result
    }
}

@Suite struct SeededGeneratorTests {
    @Test func sequenceNeverChanges() {
        var random = generator(1, 2)
        let recorded: [UInt64] = [
            16_217_369_806_562_383_109, 708_509_813_508_688_513, 6_977_308_123_327_802_405,
            10_208_392_428_986_944_097,
        ]
        #expect((0..<4).map { _ in random.next() } == recorded)
    }

    @Test func followsThePublishedAlgorithm() {
        var random = generator(3, 5, seed: 11)
        var reference = Reference(seed: 11, words: [RandomPurpose.test.rawValue, 3, 5])
        for _ in 0..<1000 { #expect(random.next() == reference.next()) }
    }

    @Test func everyWordCounts() {
        var starts: Set<UInt64> = []
        func add(_ generator: SeededGenerator) {
            var generator = generator
            starts.insert(generator.next())
        }
        for purpose in [RandomPurpose.initialWeights, .batchOrder, .dropout, .drawnDigit, .test] {
            for seed: UInt64 in 0..<4 {
                add(SeededGenerator(seed: seed, purpose: purpose))
                for index: UInt64 in 0..<10 {
                    add(SeededGenerator(seed: seed, purpose: purpose, indices: index))
                    for second: UInt64 in 0..<10 {
                        add(SeededGenerator(seed: seed, purpose: purpose, indices: index, second))
                    }
                }
            }
        }
        #expect(starts.count == 5 * 4 * (1 + 10 + 100))
    }

    /// Chi-square with 255 degrees of freedom: 99.99 % of the values lie between 176 and 348.
    @Test(arguments: [false, true]) func uniformIsUniform(acrossGenerators: Bool) {
        let draws = 256_000
        var counts = [Int](repeating: 0, count: 256)
        var random = generator()
        for draw in 0..<draws {
            // Also the first values of neighbouring generators, since that is how drawn digits use them.
            if acrossGenerators { random = generator(UInt64(draw)) }
            let value = random.uniform()
            #expect(value >= 0 && value < 1)
            counts[Int(value * 256)] += 1
        }
        let expected = Double(draws) / 256
        let chiSquare = counts.reduce(0) { $0 + (Double($1) - expected) * (Double($1) - expected) / expected }
        #expect(chiSquare > 176 && chiSquare < 348)
    }

    @Test func uniformKeepsToItsBounds() {
        var random = generator()
        for _ in 0..<10_000 {
            let value = random.uniform(-2, 3)
            #expect(value >= -2 && value < 3)
        }
    }

    @Test func normalHasItsMoments() {
        var random = generator()
        let draws = 200_000
        var sums = [0.0, 0.0, 0.0, 0.0]
        for _ in 0..<draws {
            let value = random.normal()
            var power = 1.0
            for moment in sums.indices {
                power *= value
                sums[moment] += power
            }
        }
        let moments = sums.map { $0 / Double(draws) }
        // Five standard errors each: the moments' variances are 1, 2, 15 and 96.
        #expect(abs(moments[0]) < 0.0112)
        #expect(abs(moments[1] - 1) < 0.0158)
        #expect(abs(moments[2]) < 0.0433)
        #expect(abs(moments[3] - 3) < 0.1096)
    }

    @Test(arguments: [1, 2, 3, 7, 1000, 1 << 63, UInt64.max]) func belowKeepsToItsBound(bound: UInt64) {
        var random = generator(bound)
        for _ in 0..<1000 { #expect(random.below(bound) < bound) }
    }

    @Test func belowIsUniformWhereARemainderWouldNotBe() {
        // With three quarters of 2^64 as the bound, a plain remainder gives the lowest third twice as often.
        let bound: UInt64 = 3 << 62
        var random = generator()
        let draws = 30_000
        let low = (0..<draws).reduce(0) { count, _ in count + (random.below(bound) < bound / 3 ? 1 : 0) }
        #expect(abs(low - draws / 3) < 5 * 82)
    }

    @Test(arguments: [0, 1, 2, 64, 1001]) func shuffleGivesAPermutation(count: Int) {
        var random = generator()
        var values = (0..<Int32(count)).map { $0 }
        random.shuffle(&values)
        #expect(values.sorted() == (0..<Int32(count)).map { $0 })
        if count > 2 { #expect(values != values.sorted()) }
    }

    @Test func shuffleGivesEveryOrderAlike() {
        var random = generator()
        var counts: [[Int32]: Int] = [:]
        for _ in 0..<60_000 {
            var values: [Int32] = [0, 1, 2]
            random.shuffle(&values)
            counts[values, default: 0] += 1
        }
        #expect(counts.count == 6)
        // Standard deviation of each count: 91.
        for count in counts.values { #expect(abs(count - 10_000) < 5 * 91) }
    }
}
