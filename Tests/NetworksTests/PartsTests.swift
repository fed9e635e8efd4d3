import Networks
import OneDNN
import Testing

@Suite("Batches in parts")
struct PartsTests {
    @Test("the parts that docs/design.md names")
    func parts() throws {
        let digit = ImageShape(channels: 1, height: 28, width: 28)
        let sample = ImageShape(channels: 3, height: 28, width: 28)
        let simple = try NetworkDefinition.simpleCNN(channels: [3, 16, 16, 2], image: sample)
        let mnist = try NetworkDefinition.mnistCNN(image: digit, classes: 10)
        let perceptron = try NetworkDefinition(
            input: digit, classes: 10,
            layers: [.flatten, .linear(out: 800, bias: true), .activation(.relu), .linear(out: 10, bias: true)])
        let tiny = try NetworkDefinition.simpleCNN(
            channels: [3, 5, 2], image: ImageShape(channels: 3, height: 6, width: 5))
        for (definition, batchSize, sizes) in [
            (simple, 64, [16, 16, 16, 16]), (simple, 50, [25, 25]), (simple, 33, [17, 16]), (simple, 31, [31]),
            (simple, 1024, .init(repeating: 128, count: 8)), (mnist, 32, [16, 16]), (perceptron, 64, [64]),
            (tiny, 64, [64]), (simple, 1, [1]),
        ] as [(NetworkDefinition, Int, [Int])] {
            let parts = BatchParts(of: batchSize, definition, .training)
            #expect(parts.ranges(of: batchSize).map(\.count) == sizes)
            #expect(parts.count == sizes.count)
        }
    }

    @Test("a short batch has whole parts and a rest; together they are the batch")
    func ranges() throws {
        let simple = try NetworkDefinition.simpleCNN(
            channels: [3, 16, 16, 2], image: ImageShape(channels: 3, height: 28, width: 28))
        for whole in 1...300 {
            let parts = BatchParts(of: whole, simple, .training)
            for size in [1, whole / 2, whole - 1, whole] where size > 0 {
                let ranges = parts.ranges(of: size)
                #expect(ranges.flatMap { $0 } == Array(0..<size))
                #expect(ranges.dropLast().allSatisfy { $0.count == parts.size } && ranges.count <= parts.count)
            }
        }
    }

    @Test("parts of a batch give its logits and, added up, its gradients; dropout drops the same values")
    func sums() throws {
        let definition = try NetworkDefinition(
            input: ImageShape(channels: 2, height: 8, width: 8), classes: 3,
            layers: [
                conv(5, 3, padding: 1), .activation(.selu), .dropout(p: 0.4), conv(16, 3), .activation(.relu),
                maxPool(2),
                .flatten, .linear(out: 20, bias: true), .alphaDropout(p: 0.3), .linear(out: 3, bias: true),
            ])
        var example = NetworkExample(testDescription: "parts", definition: definition, batchSize: 11)
        example.randomness = 5
        let whole = try example.compute()

        let engine = try Engine()
        let parameters = try example.parameters(planned: 4, on: engine)
        var logits: [[Float]] = []
        var loss = 0.0
        var others: [AlignedBuffer] = []
        for range in [0..<4, 4..<8, 8..<11] {
            let gradients = range.lowerBound > 0 ? parameters.makeGradients() : nil
            let network = try CompiledNetwork(
                definition, batchSize: range.count, .training, parameters,
                PartPlace(firstImage: range.lowerBound, gradients: gradients), on: Engine(beside: engine))
            let part = try example.compute(network, parameters, range)
            logits += part.logits
            loss += part.loss
            if let gradients { others.append(gradients) }
        }
        withExtendedLifetime(others) { parameters.add(others.map { UnsafePointer($0.floats) }) }
        // Kernels for other numbers of images may add up in another order.
        func isClose(_ left: [Float], _ right: [Float]) -> Bool {
            zip(left, right).allSatisfy { abs($0 - $1) < 1e-5 * max(1, abs($1)) }
        }
        #expect(zip(logits, whole.logits).allSatisfy(isClose) && logits.count == 11)
        #expect(abs(loss - whole.loss) < 1e-6)
        #expect(zip(try parameters.plainGradients(), whole.gradients).allSatisfy(isClose))
    }

    @Test(
        "parts that meet give the logits, the gradients and the running statistics of the whole batch",
        arguments: BatchNormTests.examples.filter { $0.batchSize > 3 })
    func meetings(example: NetworkExample) throws {
        let engine = try Engine()
        let definition = example.definition
        let whole = try example.parameters(planned: 6, on: engine)
        let network = try CompiledNetwork(
            definition, batchSize: example.batchSize, .training, whole, on: engine)
        let expected = try example.compute(network, whole)

        let parameters = try example.parameters(planned: 6, on: engine)
        let ranges = [0..<6, 6..<12, 12..<example.batchSize]
        let others = [parameters.makeGradients(), parameters.makeGradients()]
        let parts = try ranges.enumerated().map { place, range in
            let part = try CompiledNetwork(
                definition, batchSize: range.count, .training, parameters,
                PartPlace(firstImage: range.lowerBound, gradients: place > 0 ? others[place - 1] : nil),
                on: Engine(beside: engine))
            example.fill(part, Array(example.images[range]))
            return part
        }
        func compute(_ passes: [Pass], _ run: (CompiledNetwork, Int) throws -> Void) throws {
            for segment in 0..<passes[0].segments {
                for part in parts { try run(part, segment) }
                guard segment < passes[0].meetings.count else { continue }
                passes[0].meetings[segment].combining(passes.map { $0.meetings[segment] })()
            }
        }
        try compute(parts.map(\.forwardPass)) { try $0.forward(segment: $1) }
        var logits: [Float] = []
        for (part, range) in zip(parts, ranges) {
            for row in 0..<range.count {
                logits += (0..<definition.classes).map { part.logits.floats[row * part.logits.stride + $0] }
            }
            let labels = example.labels[range].map(Int32.init)
            _ = labels.withUnsafeBufferPointer {
                SoftmaxCrossEntropy.evaluate(
                    part.logits, labels: $0, classes: definition.classes, batchSize: example.batchSize,
                    gradients: part.logitGradients)
            }
        }
        try compute(parts.map(\.backwardPass)) { try $0.backward(segment: $1) }
        withExtendedLifetime(others) { parameters.add(others.map { UnsafePointer($0.floats) }) }

        func isClose(_ left: [Float], _ right: [Float]) -> Bool {
            zip(left, right).allSatisfy { abs($0 - $1) < 2e-5 * max(1, abs($1)) }
        }
        #expect(isClose(logits, expected.logits.flatMap { $0 }))
        example.expectAgreement(
            .init(logits: expected.logits, loss: expected.loss, gradients: try parameters.plainGradients()),
            with: ReferenceNetwork(definition: definition))
        for (parameter, (found, wanted)) in zip(
            definition.parameters, zip(try parameters.plainGradients(), expected.gradients))
        {
            let furthest = zip(found, wanted).map { abs($0 - $1) }.max() ?? 0
            let largest = wanted.map { abs($0) }.max() ?? 0
            #expect(furthest < 1e-4 * max(1, largest), "\(parameter.name): \(furthest) of \(largest)")
        }
        for (found, wanted) in zip(try parameters.state().statistics, try whole.state().statistics) {
            #expect(isClose(found.mean, wanted.mean) && isClose(found.variance, wanted.variance))
            #expect(found.batches == 1)
        }
    }
}
