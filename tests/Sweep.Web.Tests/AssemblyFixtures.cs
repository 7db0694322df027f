using Sweep.Testing.Databases;

[assembly: AssemblyFixture(typeof(PostgresFixture))]
