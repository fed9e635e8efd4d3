import Networks
import Schedules
import Testing
import Training

/// A layer made of existing ones: a 1x1 convolution to few channels, and 3x3 from there.
///
/// After Iandola et al., arXiv 1602.07360, with one way to expand.
private func squeeze(_ channels: Int, expand out: Int) -> [Layer] {
    [
        .convolution(out: channels, window: Window(kernel: 1), bias: true), .activation(.relu),
        .convolution(out: out, window: Window(kernel: 3, padding: 1), bias: false), .batchNorm, .activation(softplus),
    ]
}

/// ln(1 + e^x); not 0 at 0, as the padding of oneDNN's layouts is.
private let softplus = Activation.custom("softplus") { x in
    max(x, 0) + log1pOfExp(-abs(x))
} derivative: { x in
    1 / (1 + exponential(-x))
}

@Test("a layer of existing ones, and an activation of one's own")
func ownLayer() throws {
    let image = ImageShape(channels: 1, height: 28, width: 28)
    let layers: [Layer] =
        [.convolution(out: 6, window: Window(kernel: 5, stride: 2), bias: true), .activation(softplus)]
        + squeeze(3, expand: 10) + [.pool(.maximum, Window(kernel: 2, stride: 2)), .globalAveragePool, .flatten]
        + [.linear(out: 10, bias: true)]
    let network = try NetworkDefinition(input: image, classes: 10, layers: layers)
    #expect(try network.summary().map(\.type).contains("softplus"))
    let recorder = Recorder()
    let trainer = try Trainer(smallTraining(network), seed: 1)
    try trainer.train(steps: 160, callbacks: [ScheduleCallback(try OneCycle(lrMax: 0.03)), recorder])
    #expect(recorder.history.meanLoss(140..<160) < 0.7 * recorder.history.meanLoss(0..<20))
    #expect(trainer.model.parameters.areFinite)
}
