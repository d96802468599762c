# Case -> body of PUT /insights/{id}/status. $settings: resolutions.
need_object("a case")
| {status: "closed", resolution: resolution_out}
