//! A stand-in for nuget.org.
