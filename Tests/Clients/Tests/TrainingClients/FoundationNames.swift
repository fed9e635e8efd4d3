// With Foundation in scope, too, every name of ours is without a prefix. `.ci/names` checks all of them by name.
import Datasets
import Foundation
import Networks
import Schedules
import Testing
import Training

@Test("names beside Foundation's")
func names() throws {
    let window: Window = Window(kernel: 3)
    let phase: Phase = Phase(name: "warm-up", steps: 0..<3)
    let length: Length = .fraction(0.5)
    let normalization: Normalization = .unit
    let layers: [Layer] = [.flatten, .linear(out: 2, bias: true)]
    let values: [Any] = [window, phase, length, normalization, layers, Date.self, Data()]
    #expect(values.count == 7 && length.steps(of: 9) == 5)
}
