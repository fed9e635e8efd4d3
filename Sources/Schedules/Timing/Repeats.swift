/// Equal lengths one after the other; each begins at the step nearest to its place, halves up.
struct Repeats: Sendable, Equatable {
    /// A real number of steps, at least 1, so that each has a step.
    let length: Double

    /// The first step of number n, from 0.
    @inline(__always)
    func start(of number: Int) -> Int { step(in: number, at: 0) }

    /// The step nearest to the place `offset` steps, a real number, after the start of number n.
    @inline(__always)
    func step(in number: Int, at offset: Double) -> Int { Int(saturating: Double(number) * length + offset + 0.5) }

    /// The number that a step is in.
    @inline(__always)
    func number(at step: Int) -> Int {
        let guess = Int(saturating: (Double(step) + 0.5) / length)
        if guess > 0, start(of: guess) > step { return guess - 1 }
        let next = guess.addingSaturated(1)
        return start(of: next) <= step ? next : guess
    }
}
