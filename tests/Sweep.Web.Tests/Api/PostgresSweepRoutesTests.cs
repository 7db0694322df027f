namespace Sweep.Web.Tests.Api;

public sealed class PostgresSweepRoutesTests(PostgresWeb web) : SweepRoutesContract(web), IClassFixture<PostgresWeb>;
