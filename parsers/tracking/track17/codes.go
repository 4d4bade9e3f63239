package track17

import "github.com/duizheng/duizheng/timeline"

// statuses are the main and sub statuses of 17TRACK.
var statuses = map[string]timeline.ScanStatus{
	"NotFound": timeline.StatusInfo, "NotFound_Other": timeline.StatusInfo, "NotFound_InvalidCode": timeline.StatusInfo,
	"InfoReceived": timeline.StatusLabelCreated,
	"InTransit":    timeline.StatusInTransit, "InTransit_Other": timeline.StatusInTransit,
	"PickedUp": timeline.StatusPickedUp, "InTransit_PickedUp": timeline.StatusPickedUp,
	"Departure": timeline.StatusDeparted, "InTransit_Departure": timeline.StatusDeparted,
	"Arrival": timeline.StatusArrived, "InTransit_Arrival": timeline.StatusArrived,
	"InTransit_CustomsProcessing": timeline.StatusCustoms, "InTransit_CustomsReleased": timeline.StatusCustoms, "InTransit_CustomsRequiringInformation": timeline.StatusCustoms,
	"Expired": timeline.StatusException, "Expired_Other": timeline.StatusException, "Exception": timeline.StatusException, "Exception_Other": timeline.StatusException, "Exception_Delayed": timeline.StatusException, "Exception_Security": timeline.StatusException, "Exception_Damage": timeline.StatusException, "Exception_Lost": timeline.StatusException, "Exception_Destroyed": timeline.StatusException,
	"AvailableForPickup": timeline.StatusAtPickupPoint, "AvailableForPickup_Other": timeline.StatusAtPickupPoint,
	"OutForDelivery": timeline.StatusOutForDelivery, "OutForDelivery_Other": timeline.StatusOutForDelivery,
	"DeliveryFailure": timeline.StatusFailedAttempt, "DeliveryFailure_Other": timeline.StatusFailedAttempt, "DeliveryFailure_NoBody": timeline.StatusFailedAttempt, "DeliveryFailure_Security": timeline.StatusFailedAttempt, "DeliveryFailure_InvalidAddress": timeline.StatusFailedAttempt,
	"DeliveryFailure_Rejected": timeline.StatusRefused, "Exception_Rejected": timeline.StatusRefused,
	"Delivered": timeline.StatusDelivered, "Delivered_Other": timeline.StatusDelivered,
	"Returning": timeline.StatusReturning, "Exception_Returning": timeline.StatusReturning,
	"Returned": timeline.StatusReturned, "Exception_Returned": timeline.StatusReturned,
	"Exception_Cancel": timeline.StatusCancelled,
}
