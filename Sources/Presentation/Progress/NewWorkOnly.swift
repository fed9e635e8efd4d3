package import Runs

/// Passes events on, except those of seeds that are complete from an earlier call.
package struct NewWorkOnly: RunObserver {
    private let next: any RunObserver

    package init(before next: any RunObserver) { self.next = next }

    package func receive(_ event: RunEvent) {
        if case .skipped = event { return }
        next.receive(event)
    }
}
