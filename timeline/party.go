package timeline

// A Role is what a Party is in the dispute.
type Role string

// The roles of CONTRACT section 3.
const (
	RoleBuyer    Role = "buyer"    // 收件人/买家
	RoleSeller   Role = "seller"   // 卖家
	RoleCourier  Role = "courier"  // 快递员
	RolePlatform Role = "platform" // 平台客服
	RoleUnknown  Role = "unknown"
)

// Roles lists every Role a user may set.
var Roles = []Role{RoleBuyer, RoleSeller, RoleCourier, RolePlatform, RoleUnknown}

// A Sender is who a Record says wrote it.
type Sender struct {
	// Name is the display name in the export; empty for notices and scans.
	Name string `json:"name"`
	// ID is the app's own id (wxid, QQ number, user123), where the export has one.
	ID string `json:"id"`
	// Self is true when the export, or the user's --me, says this is the owner.
	Self bool `json:"self"`
	// Party and Role are known only within a case.
	Party string `json:"party,omitempty"`
	Role  Role   `json:"role,omitempty"`
}

// A Party is a person of a case: a name or id in a chat, or several that the
// user joined with `people merge`.
type Party struct {
	ID    string   `json:"id"`
	Name  string   `json:"name"`
	Names []string `json:"names,omitempty"` // every name seen
	IDs   []string `json:"ids,omitempty"`   // every app id seen, as "app:id"
	Role  Role     `json:"role"`
	// RoleBy is "user", "guess" or "" (unknown); RoleWhy lists the evidence of
	// a guess.
	RoleBy  string     `json:"role_by,omitempty"`
	RoleWhy []Sentence `json:"role_why,omitempty"`
	// Self marks the complainant: --me and whom `people merge` joined to him.
	Self          bool     `json:"self"`
	Conversations []string `json:"conversations,omitempty"`
	Messages      int      `json:"messages"`
	// MaybeSame lists who else may be the same person. Nothing follows from it
	// until the user says so with `people merge`.
	MaybeSame []Likeness `json:"maybe_same,omitempty"`
}

// A Likeness is what speaks for two people being one.
type Likeness struct {
	Party string     `json:"party"` // the other's id
	Name  string     `json:"name"`
	Why   []Sentence `json:"why"`
}
