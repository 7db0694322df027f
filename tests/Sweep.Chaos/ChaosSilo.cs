using Sweep.Testing;
using Sweep.Testing.Databases;
using Sweep.Testing.Networks;

namespace Sweep.Chaos;

/// <summary>A silo whose ways to the database and to the other silos lead through relays of its own.</summary>
internal sealed record ChaosSilo(TestSilo Silo, DatabaseProxy Proxy, SiloLink Link)
{
    public SweepProcess Process => Silo.Process;
}
