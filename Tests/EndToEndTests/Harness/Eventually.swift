import Foundation

/// Waits until something holds; a minute at most.
/// - Returns: whether it does.
func eventually(_ condition: () throws -> Bool) rethrows -> Bool {
    let deadline = Date(timeIntervalSinceNow: 60)
    while Date() < deadline {
        if try condition() { return true }
        usleep(5_000)
    }
    return false
}
