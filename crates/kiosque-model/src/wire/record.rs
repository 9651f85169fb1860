/// Declares a record of the archive, so that it is written and read by the
/// same names. A member marked `#[absent_if = "predicate"]` is not written
/// where the predicate holds, and is its type's default where it is absent;
/// any other must be there.
macro_rules! record {
    (
        $(#[$attribute:meta])*
        pub struct $record:ident $(<$key:ident>)? {
            $(
                $(#[doc = $doc:literal])*
                $(#[absent_if = $absent:literal])?
                pub $member:ident: $kind:ty,
            )*
        }
    ) => {
        $(#[$attribute])*
        #[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
        #[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
        pub struct $record $(<$key>)? {
            $(
                $(#[doc = $doc])*
                $(#[serde(default, skip_serializing_if = $absent)])?
                pub $member: $kind,
            )*
        }

        impl $(<$key: $crate::wire::FromJson>)? $crate::wire::FromJson for $record $(<$key>)? {
            #[inline(never)]
            fn from_json(value: &mut $crate::wire::Json, reading: &mut $crate::wire::Reading) -> Self {
                let members = reading.members(value);
                Self {
                    $($member: record!(@read reading members $member $($absent)?),)*
                }
            }
        }
    };
    (@read $reading:ident $members:ident $member:ident) => {
        $reading.member($members, stringify!($member))
    };
    (@read $reading:ident $members:ident $member:ident $absent:literal) => {
        $reading.member_if_any($members, stringify!($member))
    };
}

pub(super) use record;
