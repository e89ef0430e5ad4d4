/// Who takes the slices of a delivery that is committed before it is read to its end.
struct SliceReceiver {
    /// Takes a slice, waiting for room; false where nothing more of the delivery is wanted.
    var give: (PreparedDelivery) -> Bool
    /// Whether reading is to end where it is.
    var isCalledOff: () -> Bool
    /// Hears that the reading comes on.
    var comesOn: () -> Void

    /// Nobody: for deliveries that come as a whole.
    static var nobody: SliceReceiver {
        SliceReceiver(give: { _ in false }, isCalledOff: { false }, comesOn: {})
    }
}
