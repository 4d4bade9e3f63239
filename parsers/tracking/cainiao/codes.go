package cainiao

import "github.com/duizheng/duizheng/timeline"

// actions are Cainiao's action codes and trace states. GTMS_STA_SIGNED and
// STA_INBOUND mean that a station signed, not the buyer.
var actions = map[string]timeline.ScanStatus{
	"GWMS_ACCEPT": timeline.StatusLabelCreated, "GWMS_PACKAGE": timeline.StatusLabelCreated, "PRE_READY_TO_SHIP": timeline.StatusLabelCreated, "CREATE": timeline.StatusLabelCreated, "WAIT_ACCEPT": timeline.StatusLabelCreated, "CONSIGN": timeline.StatusLabelCreated,
	"ACCEPT": timeline.StatusPickedUp, "PU_PICKUP_SUCCESS": timeline.StatusPickedUp, "GTMS_ACCEPT": timeline.StatusPickedUp, "GOT": timeline.StatusPickedUp,
	"TRANSPORT": timeline.StatusInTransit, "CW_INBOUND": timeline.StatusInTransit, "CW_OUTBOUND": timeline.StatusInTransit, "CW_COMMON_PROCESSING1": timeline.StatusInTransit, "GWMS_OUTBOUND": timeline.StatusInTransit, "SC_INBOUND_SUCCESS": timeline.StatusInTransit, "SC_OUTBOUND_SUCCESS": timeline.StatusInTransit, "LH_HO_IN_SUCCESS": timeline.StatusInTransit, "LH_HO_AIRLINE": timeline.StatusInTransit, "COMMON_INTRANSIT": timeline.StatusInTransit,
	"LH_DEPART": timeline.StatusDeparted, "GTMS_SC_DEPART": timeline.StatusDeparted, "DEPARTURE": timeline.StatusDeparted,
	"LH_ARRIVE": timeline.StatusArrived, "GTMS_SC_ARRIVE": timeline.StatusArrived, "ARRIVAL": timeline.StatusArrived,
	"CC_EX_START": timeline.StatusCustoms, "CC_EX_SUCCESS": timeline.StatusCustoms, "CC_HO_IN_SUCCESS": timeline.StatusCustoms, "CC_IM_START": timeline.StatusCustoms, "CC_IM_SUCCESS": timeline.StatusCustoms, "CC_HO_OUT_SUCCESS": timeline.StatusCustoms,
	"DELIVERING": timeline.StatusOutForDelivery, "GTMS_DO_DEPART": timeline.StatusOutForDelivery, "GTMS_DELIVERING": timeline.StatusOutForDelivery,
	"AGENT_SIGN": timeline.StatusAtPickupPoint, "STA_INBOUND": timeline.StatusAtPickupPoint, "GTMS_STA_SIGNED": timeline.StatusAtPickupPoint, "GSTA_INFORM_BUYER": timeline.StatusAtPickupPoint, "GTMS_WAIT_SELF_PICK": timeline.StatusAtPickupPoint,
	"SIGN": timeline.StatusDelivered, "GTMS_SIGNED": timeline.StatusDelivered, "GSTA_SIGN": timeline.StatusDelivered, "STA_SIGN": timeline.StatusDelivered, "GSTA_BUYER_SIGN": timeline.StatusDelivered,
	"FAILED": timeline.StatusFailedAttempt,
	"REJECT": timeline.StatusRefused,
	"RETURN": timeline.StatusReturning, "RT_START": timeline.StatusReturning, "RT_DEPART": timeline.StatusReturning,
	"GTMS_STA_SIGN_FAILURE": timeline.StatusException, "EXCEPTION": timeline.StatusException, "OTHER_EXCEPTION": timeline.StatusException,
}
