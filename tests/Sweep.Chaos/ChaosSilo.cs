using Sweep.Testing;
using Sweep.Testing.Databases;

namespace Sweep.Chaos;

/// <summary>A silo whose way to the database leads through a proxy of its own.</summary>
internal sealed record ChaosSilo(TestSilo Silo, DatabaseProxy Proxy)
{
    public SweepProcess Process => Silo.Process;
}
