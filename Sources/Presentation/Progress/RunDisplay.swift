package import Runs

/// Shows the events of a call of the runner. Ended once, on the thread that made it.
package protocol RunDisplay: RunObserver {
    /// Where it writes.
    var console: Console { get }
    /// Removes the redrawn lines; shows nothing afterwards.
    func end()
    /// Reports, after the end, that the user interrupted the call.
    func interrupted()
}

extension RunDisplay {
    package func end() {}

    package func interrupted() {
        console.message("interrupted: completed seeds are kept; run again to train the rest")
    }
}
