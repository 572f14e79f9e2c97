//! Files of elections to and from the types of `vaali`.
