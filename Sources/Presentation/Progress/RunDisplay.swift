package import Runs

/// Shows events; ended once, from the thread that began.
package protocol RunDisplay: RunObserver {
    func end()
    /// Says, after the end, that the user ended the call.
    func interrupted()
}

extension RunDisplay {
    package func interrupted() {
        Terminal.error("interrupted: what was complete is kept, the rest is trained by the next call")
    }
}
