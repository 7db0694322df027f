namespace Sweep.Testing.Databases;

/// <summary>Where a server of our own runs.</summary>
internal enum PostgresPlace
{
    Container,
    Local,
}
