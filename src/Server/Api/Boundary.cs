using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Personalization.Journeys.Runtime.Durability;

namespace Personalization.Journeys.Server.Api;

/// <summary>
/// The outermost layer: whatever goes wrong inside is answered as a problem, and a browser that was led here under
/// another name is turned away.
/// </summary>
internal sealed partial class Boundary(RequestDelegate next, ILogger<Boundary> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        context.Response.Headers.XContentTypeOptions = "nosniff";
        if (IsLedAstray(context))
        {
            await Problems.Write(context, StatusCodes.Status421MisdirectedRequest, "this engine is not reached by that name", "use the address it printed");
            return;
        }

        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to be answered.
            context.Abort();
        }
        catch (BadHttpRequestException refused) when (!context.Response.HasStarted)
        {
            await Problems.OfStatus(context, refused.StatusCode);
        }
        catch (StoreException failure) when (!context.Response.HasStarted)
        {
            StoreFailed(failure.Fault);
            await Problems.Write(context, StatusCodes.Status503ServiceUnavailable, "the store can not be read or written now", failure.Message);
        }
        catch (Exception failure) when (!context.Response.HasStarted)
        {
            // The message may hold what a customer wrote.
            Failed(context.GetEndpoint()?.DisplayName, failure.GetType().Name, failure.StackTrace);
            await Problems.Write(context, StatusCodes.Status500InternalServerError, "this went wrong inside the engine", "it is logged; the same again may go wrong again");
        }
    }

    /// <summary>On a loopback address every name but its own is a page of somebody else that points here.</summary>
    private static bool IsLedAstray(HttpContext context)
    {
        if (context.Connection.LocalIpAddress is not { } local || !IPAddress.IsLoopback(local))
        {
            return false;
        }

        var host = context.Request.Host.Host.Trim('[', ']');
        return !(host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || IPAddress.TryParse(host, out var named) && IPAddress.IsLoopback(named));
    }
}
