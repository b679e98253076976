package org.orthant.accidents;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.Method;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.ListeningConnector;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.request.ClassPrepareRequest;
import java.util.Map;

/**
 * A process under a debugger, which holds it where it enters a method, so that it can be killed at
 * that very step.
 */
final class Debugged {
  private Debugged() {}

  /**
   * Where to kill a process.
   *
   * @param type the class of the method
   * @param time which of its calls
   */
  record Step(String type, String method, int time) {
    @Override
    public String toString() {
      return type.substring(type.lastIndexOf('.') + 1) + "." + method + " " + time;
    }
  }

  /**
   * Starts a process and kills it with SIGKILL at a step.
   *
   * @return whether it came that far
   */
  static boolean kill(Child child, Step step) throws Exception {
    ListeningConnector connector =
        Bootstrap.virtualMachineManager().listeningConnectors().stream()
            .filter(each -> each.name().equals("com.sun.jdi.SocketListen"))
            .findFirst()
            .orElseThrow();
    Map<String, Connector.Argument> arguments = connector.defaultArguments();
    arguments.get("localAddress").setValue("127.0.0.1");
    arguments.get("timeout").setValue("120000"); // milliseconds: a process that never began
    String address = connector.startListening(arguments);
    try {
      Process process =
          child
              .builder("-agentlib:jdwp=transport=dt_socket,server=n,suspend=y,address=" + address)
              .start();
      boolean came = comesTo(connector.accept(arguments), step);
      process.destroyForcibly().waitFor();
      return came;
    } finally {
      connector.stopListening(arguments);
    }
  }

  private static boolean comesTo(VirtualMachine machine, Step step) throws InterruptedException {
    ClassPrepareRequest loaded = machine.eventRequestManager().createClassPrepareRequest();
    loaded.addClassFilter(step.type());
    loaded.enable();
    int left = step.time();
    try {
      while (true) {
        EventSet events = machine.eventQueue().remove();
        for (Event event : events) {
          if (event instanceof ClassPrepareEvent prepared) {
            breakAt(prepared.referenceType(), step.method());
          } else if (event instanceof BreakpointEvent && --left == 0) {
            return true;
          }
        }
        events.resume();
      }
    } catch (VMDisconnectedException e) {
      return false;
    }
  }

  private static void breakAt(ReferenceType type, String name) {
    for (Method method : type.methodsByName(name)) {
      type.virtualMachine()
          .eventRequestManager()
          .createBreakpointRequest(method.location())
          .enable();
    }
  }
}
