# -> calls, one that is refused in any case, as no incident has the number 0. Its path is a published one. $settings: version.
[if $settings.version == "legacy-2" then {method: "PUT", path: "/incidents/0", form: {additional_info: ""}}
 else {method: "PATCH", path: "/incidents/0/folder/", body: {}} end]
