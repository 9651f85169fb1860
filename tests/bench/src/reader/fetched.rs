use kiosque_e2e::Request;

/// Requests, each with its path and bytes as sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fetched(Vec<(String, usize)>);

impl Fetched {
    pub fn of(requests: &[Request]) -> Self {
        let sent = requests
            .iter()
            .map(|request| (request.path.clone(), request.bytes));
        Self(sent.collect())
    }

    /// Those whose path is `wanted`, and the others.
    pub fn split(self, wanted: impl Fn(&str) -> bool) -> (Self, Self) {
        let (those, others) = self.0.into_iter().partition(|(path, _)| wanted(path));
        (Self(those), Self(others))
    }

    pub fn requests(&self) -> usize {
        self.0.len()
    }

    pub fn bytes(&self) -> usize {
        self.0.iter().map(|(_, bytes)| bytes).sum()
    }

    /// Paths and bytes in the order they were asked for.
    pub fn each(&self) -> impl Iterator<Item = (&str, usize)> {
        self.0.iter().map(|(path, bytes)| (path.as_str(), *bytes))
    }
}
